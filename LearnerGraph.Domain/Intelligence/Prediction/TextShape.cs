using System.Globalization;
using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Domain.Intelligence.Prediction;

/// <summary>
/// What a text shows without its words: lengths, how many numbers of which kinds, how large they are.
/// </summary>
internal static class TextShape
{
    public const int Count = 13;

    /// <summary>Logarithms of lengths and sizes, and counts cut off at 4.</summary>
    public static void Measure(string text, Span<float> shape)
    {
        shape.Clear();
        var words = Words.Of(text);
        var masked = Words.Of(text, numbersAreOne: true);
        shape[0] = MathF.Log(1 + words.Count);
        shape[1] = MathF.Log(1 + text.Count(c => c is '.' or '?' or '!'));
        shape[2] = MathF.Log(1 + masked.Count(word => word == Words.Number));
        shape[3] = words.Count == 0 ? 0 : (float)words.Average(word => word.Length);
        double largest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '$' or '€' or '£') shape[4]++;
            if (text[i] == '%') shape[5]++;
            if (!char.IsAsciiDigit(text[i])) continue;

            var end = i;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInside(text, end))) end++;
            var number = text[i..end].Replace(",", "", StringComparison.Ordinal);
            var kind = number.Contains('/', StringComparison.Ordinal) ? 6
                : number.Contains('.', StringComparison.Ordinal) ? 7
                : number.Length switch { 1 => 8, 2 => 9, 3 => 10, _ => 11 };
            shape[kind]++;
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var size))
                largest = Math.Max(largest, size);
            i = end - 1;
        }

        for (var i = 4; i < 12; i++) shape[i] = Math.Min(shape[i], 4);
        shape[12] = (float)Math.Log(1 + largest);
    }

    private static bool IsInside(string text, int at) =>
        text[at] is '.' or ',' or '/' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);
}
