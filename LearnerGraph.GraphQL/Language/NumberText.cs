using System.Globalization;

namespace LearnerGraph.GraphQL.Language;

/// <summary>Doubles as the web writes them: the shortest digits that read back the same, plain to 21 places.</summary>
internal static class NumberText
{
    /// <summary>As ECMAScript's Number::toString (section 6.1.6.1.20); -0 is "0".</summary>
    public static string Shortest(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        // .NET gives the same shortest digits, only with another choice of where to put the point.
        var sign = value < 0 ? "-" : "";
        var digits = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture), out var exponent);
        var point = exponent + 1;
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point
                ? sign + digits.PadRight(point, '0')
                : sign + digits[..point] + "." + digits[point..];
        }

        if (point is > -6 and <= 0)
        {
            return sign + "0." + new string('0', -point) + digits;
        }

        var fraction = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return $"{sign}{fraction}e{(exponent < 0 ? "" : "+")}{exponent}";
    }

    // The significant digits, and the power of ten of the first one.
    private static string Digits(string shortest, out int exponent)
    {
        var mantissa = shortest;
        var scale = 0;
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            mantissa = shortest[..e];
            scale = int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var wholeLength = dot < 0 ? mantissa.Length : dot;
        var all = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        var significant = all.TrimStart('0');
        exponent = scale + wholeLength - (all.Length - significant.Length) - 1;
        return significant.TrimEnd('0');
    }
}
