using System.Globalization;
using System.Text;

namespace LearnerGraph.Api.Operations;

/// <summary>What became of a request on its way, for its line in the log and for Server-Timing.</summary>
public sealed class RequestSteps
{
    private readonly List<(string Name, TimeSpan Took)> _steps = [];

    /// <summary>As the client named it; of several in one request the first.</summary>
    public string? Operation { get; private set; }

    /// <summary>query, mutation, subscription, or null where none was carried out.</summary>
    public string? Kind { get; private set; }

    /// <summary>How many operations the request brought.</summary>
    public int Operations { get; private set; }

    /// <summary>The static cost of all of them.</summary>
    public double Cost { get; private set; }

    /// <summary>ok, or the code of the first error.</summary>
    public string? Outcome { get; private set; }

    public void Executed(string? name, string kind, double cost, string? code)
    {
        Operations++;
        (Operation, Kind) = (Operation ?? name, Kind ?? kind);
        Cost += cost;
        Outcome = Outcome is null or "ok" ? code ?? "ok" : Outcome;
    }

    public void Refused(string? name, string? code)
    {
        Operations++;
        Operation ??= name;
        Outcome = Outcome is null or "ok" ? code ?? "REFUSED" : Outcome;
    }

    /// <summary>A part of the answer's time, under a name of lower case letters.</summary>
    public void Add(string name, TimeSpan took)
    {
        lock (_steps) _steps.Add((name, took));
    }

    /// <summary>The steps as a header's value, one for each name, the whole last.</summary>
    public string ServerTiming(TimeSpan total)
    {
        var text = new StringBuilder();
        lock (_steps)
        {
            foreach (var step in _steps.GroupBy(step => step.Name))
            {
                Append(step.Key, step.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Took));
            }
        }

        Append("total", total);
        return text.ToString();

        void Append(string name, TimeSpan took)
        {
            if (text.Length > 0) text.Append(", ");
            text.Append(CultureInfo.InvariantCulture, $"{name};dur={took.TotalMilliseconds:0.###}");
        }
    }
}
