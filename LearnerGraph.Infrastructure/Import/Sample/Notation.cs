using System.Globalization;
using System.Text;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>Polynomials and lists as they are written.</summary>
internal static class Notation
{
    /// <summary>"2x^2 - x + 4" from the coefficients, highest power first; zero terms are left out.</summary>
    public static string Polynomial(params long[] coefficients) => Polynomial('x', coefficients);

    public static string Polynomial(char name, params long[] coefficients)
    {
        var text = new StringBuilder();
        for (int i = 0; i < coefficients.Length; i++)
        {
            long c = coefficients[i];
            if (c == 0) continue;
            int power = coefficients.Length - 1 - i;
            if (text.Length > 0) text.Append(c < 0 ? " - " : " + ");
            else if (c < 0) text.Append('-');
            if (Math.Abs(c) != 1 || power == 0) text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(c)}");
            if (power > 0) text.Append(name);
            if (power > 1) text.Append(CultureInfo.InvariantCulture, $"^{power}");
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    /// <summary>"3y", and "y" for one of it.</summary>
    public static string Times(long number, char name) => number == 1 ? $"{name}" : $"{number}{name}";

    /// <summary>"(x + 3)" or "(2x - 1)".</summary>
    public static string Factor(long a, long b) => $"({Polynomial(a, b)})";

    /// <summary>A number inside a sum or product: negative ones in brackets.</summary>
    public static string Operand(long number) => number < 0 ? $"({number})" : $"{number}";

    public static string List(IEnumerable<int> numbers) => string.Join(", ", numbers);
}
