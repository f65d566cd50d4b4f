using System.Globalization;

namespace LearnerGraph.Domain.Content;

/// <summary>Numbers as learners write them, read without knowing their country.</summary>
/// <remarks>
/// Read are: sign, decimals with point or comma, grouping by spaces, apostrophes, points or commas in threes, powers of
/// ten (1.5e3), fractions (3/4, ½), mixed numbers (1 1/2), a percent sign, and a leading "x =". Where a text has two
/// meanings both are tried: "1,234" is 1.234 and 1234; "75%" is 0.75 and, where percent was asked for, 75.
/// </remarks>
public static class NumberReading
{
    private const int LongestText = 64;

    /// <summary>
    /// Whether the text is a number, and its plain meaning: a point or single comma is decimal, % divides by 100.
    /// </summary>
    public static bool TryRead(string text, out double value)
    {
        var readings = Readings(text);
        value = readings.Count > 0 ? readings[0] : 0;
        return readings.Count > 0;
    }

    /// <summary>
    /// All meanings of the text as a finite number, the plain one first; none where it is not a number.
    /// </summary>
    public static IReadOnlyList<double> Readings(string text)
    {
        if (text.Length > LongestText) return [];
        string body = AnswerText.Tidy(text);
        int equals = body.IndexOf('=');
        if (equals > 0 && IsName(body.AsSpan(0, equals).Trim())) body = body[(equals + 1)..].Trim();
        bool isPercent = body.EndsWith('%');
        if (isPercent) body = body[..^1].TrimEnd();

        double sign = 1;
        if (body.StartsWith('-')) (sign, body) = (-1, body[1..].TrimStart());
        else if (body.StartsWith('+')) body = body[1..].TrimStart();

        var found = new List<double>();
        foreach (double magnitude in Magnitudes(body))
        {
            if (isPercent) found.Add(sign * magnitude / 100);
            found.Add(sign * magnitude);
        }

        return found;
    }

    private static bool IsName(ReadOnlySpan<char> text) => text.Length == 1 && char.IsAsciiLetter(text[0]);

    private static double[] Magnitudes(string body)
    {
        if (body.Length > 0 && IsVulgarFraction(body[^1])) return WithVulgarFraction(body);
        int slash = body.IndexOfAny(['/', '\u2044']);
        if (slash >= 0) return Fraction(body, slash) is { } fraction ? [fraction] : [];
        return Decimals(body);
    }

    private static bool IsVulgarFraction(char c) => CharUnicodeInfo.GetNumericValue(c) is > 0 and < 1;

    private static double[] WithVulgarFraction(string body)
    {
        double part = CharUnicodeInfo.GetNumericValue(body[^1]);
        string whole = body[..^1].TrimEnd();
        return whole.Length == 0 ? [part] : IsDigits(whole) ? [part + Parsed(whole)[0]] : [];
    }

    private static double? Fraction(string body, int slash)
    {
        string top = body[..slash].Trim(), bottom = body[(slash + 1)..].Trim();
        double whole = 0;
        int gap = top.LastIndexOf(' ');
        if (gap > 0)
        {
            if (!IsDigits(top[..gap])) return null;
            whole = double.Parse(top[..gap], CultureInfo.InvariantCulture);
            top = top[(gap + 1)..];
            if (!IsDigits(top)) return null;
        }

        bool isNegative = bottom.StartsWith('-');
        if (isNegative) bottom = bottom[1..];
        if (Decimals(top) is not [var numerator, ..] || Decimals(bottom) is not [var denominator, ..]) return null;
        if (denominator == 0) return null;
        double value = whole + (numerator / denominator);
        return isNegative ? -value : value;
    }

    private static double[] Decimals(string body)
    {
        body = Ungrouped(body, ' ').Replace("'", "", StringComparison.Ordinal);
        int point = body.LastIndexOf('.'), comma = body.LastIndexOf(',');
        if (comma < 0) return Parsed(IsGrouped(body, '.') && point != body.IndexOf('.') ? Ungrouped(body, '.') : body);
        if (point < 0)
        {
            if (comma != body.IndexOf(',')) return IsGrouped(body, ',') ? Parsed(Ungrouped(body, ',')) : [];
            var asDecimal = Parsed(body.Replace(',', '.'));
            return IsGrouped(body, ',') ? [.. asDecimal, .. Parsed(Ungrouped(body, ','))] : asDecimal;
        }

        char group = comma > point ? '.' : ',';
        int decimals = Math.Max(comma, point);
        if (!IsGrouped(body[..decimals], group)) return [];
        return Parsed(Ungrouped(body[..decimals], group) + "." + body[(decimals + 1)..]);
    }

    /// <summary>Digits in threes after the first one to three.</summary>
    private static bool IsGrouped(string body, char separator)
    {
        string[] groups = body.Split(separator);
        if (groups[0].Length is 0 or > 3 || !IsDigits(groups[0])) return false;
        for (int i = 1; i < groups.Length; i++)
        {
            if (groups[i].Length != 3 || !IsDigits(groups[i])) return false;
        }

        return true;
    }

    /// <summary>Without the separators, if what stands before a decimal sign is grouped by them.</summary>
    private static string Ungrouped(string body, char separator)
    {
        if (!body.Contains(separator)) return body;
        int end = body.IndexOfAny(['.', ',']);
        string head = separator == ' ' && end >= 0 ? body[..end] : body;
        return IsGrouped(head, separator)
            ? head.Replace(separator.ToString(), "", StringComparison.Ordinal) + body[head.Length..]
            : body;
    }

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static double[] Parsed(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '.')
        && double.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture,
            out double value)
        && double.IsFinite(value)
            ? [value]
            : [];
}
