namespace LearnerGraph.Api.Console.Charts;

/// <summary>From values to places: linear, or by logarithm where all values are above 0.</summary>
public readonly record struct Scale(double Low, double High, double From, double To, bool IsLog = false)
{
    public double Of(double value)
    {
        var share = IsLog
            ? Math.Log(Math.Max(value, Low * 1e-3) / Low) / Math.Log(High / Low)
            : (value - Low) / (High - Low);
        return From + (share * (To - From));
    }

    /// <summary>Where the value stands, or at the nearer end.</summary>
    public double Within(double value) => Of(Math.Clamp(value, Low, High));

    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>A span around all values, a little wider, and never empty.</summary>
    public static (double Low, double High) Span(IEnumerable<double> values, double margin = 0.08)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) return (-1, 1);
        var room = high > low ? (high - low) * margin : Math.Max(Math.Abs(high) * margin, 1e-3);
        return (low - room, high + room);
    }

    /// <summary>About so many ticks at 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Ticks(int about = 6)
    {
        if (IsLog)
        {
            for (var power = Math.Pow(10, Math.Floor(Math.Log10(Low))); power <= High; power *= 10)
            {
                foreach (var step in (double[])[1, 2, 5])
                {
                    if (power * step >= Low && power * step <= High) yield return power * step;
                }
            }

            yield break;
        }

        var raw = (High - Low) / about;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var width = unit * ((raw / unit) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        for (var i = Math.Ceiling(Low / width); i * width <= High + (width * 1e-9); i++) yield return i * width;
    }
}
