using System.Globalization;

namespace LearnerGraph.Tests.Infrastructure.Import.Sample;

/// <summary>Values of written formulas, with letters and products without a sign: "2x^2 - 3(x + 1)".</summary>
internal sealed class Formula
{
    private readonly string _text;
    private readonly Func<char, double> _letters;
    private int _at;

    private Formula(string text, Func<char, double> letters) => (_text, _letters) = (text, letters);

    public static double Value(string text, double x = double.NaN) => Value(text, _ => x);

    public static double Value(string text, Func<char, double> letters)
    {
        var formula = new Formula(text.Replace(" ", ""), letters);
        double value = formula.Sum();
        return formula._at == formula._text.Length ? value : throw new FormatException($"{text} at {formula._at}");
    }

    /// <summary>Left minus right side.</summary>
    public static double Gap(string equation, double x) => Gap(equation, _ => x);

    public static double Gap(string equation, Func<char, double> letters)
    {
        string[] sides = equation.Split('=');
        return Value(sides[0], letters) - Value(sides[1], letters);
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private double Sum()
    {
        double value = Product();
        while (Next is '+' or '-') value += _text[_at++] == '+' ? Product() : -Product();
        return value;
    }

    private double Product()
    {
        double value = Signed();
        while (true)
        {
            if (Next == '*') _at++;
            else if (Next == '/')
            {
                _at++;
                value /= Signed();
                continue;
            }
            else if (!(char.IsLetterOrDigit(Next) || Next == '(')) return value;
            value *= Signed();
        }
    }

    private double Signed()
    {
        if (Next != '-') return PowerOf();
        _at++;
        return -Signed();
    }

    private double PowerOf()
    {
        double value = Atom();
        if (Next != '^') return value;
        _at++;
        return Math.Pow(value, Signed());
    }

    private double Atom()
    {
        if (_text.AsSpan(_at).StartsWith("sqrt"))
        {
            _at += 4;
            return Math.Sqrt(Atom());
        }

        char first = _text[_at++];
        if (first is '(' or '|')
        {
            double inner = Sum();
            _at++;
            return first == '|' ? Math.Abs(inner) : inner;
        }

        if (char.IsLetter(first)) return _letters(first);
        int start = _at - 1;
        while (char.IsAsciiDigit(Next) || Next == '.') _at++;
        return double.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
    }
}
