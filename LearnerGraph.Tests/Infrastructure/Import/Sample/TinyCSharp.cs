using System.Globalization;
using System.Text.RegularExpressions;

namespace LearnerGraph.Tests.Infrastructure.Import.Sample;

/// <summary>Runs the little programs of the sample course, to check their printed answers another way.</summary>
internal sealed partial class TinyCSharp
{
    private readonly List<string> _tokens;
    private readonly Dictionary<string, (List<string> Parameters, int Body)> _methods = [];
    private Dictionary<string, object> _names = [];
    private object? _returned;
    private string _printed = "";
    private int _at;

    private TinyCSharp(string code) =>
        _tokens = [.. Tokens().Matches(code).Select(match => match.Value), "end"];

    public static string Run(string code)
    {
        var program = new TinyCSharp(code);
        while (program._tokens[program._at] != "end") program.Statement(isLive: true);
        return program._printed;
    }

    [GeneratedRegex("""\d+|\w+|"[^"]*"|'.'|\+\+|\+=|&&|\|\||<<|[<>=!]=|[^\s\w]""")]
    private static partial Regex Tokens();

    private string Take() => _tokens[_at++];

    private bool Skip(string token)
    {
        if (_tokens[_at] != token) return false;
        _at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Skip(token)) throw new FormatException($"{token} expected, {_tokens[_at]} found");
    }

    private void Statement(bool isLive)
    {
        isLive &= _returned is null;
        if (Skip("{"))
        {
            while (!Skip("}")) Statement(isLive);
        }
        else if (Skip("static")) Method();
        else if (Skip("if"))
        {
            bool holds = Condition(isLive);
            Statement(isLive && holds);
            if (Skip("else")) Statement(isLive && !holds);
        }
        else if (Skip("while"))
        {
            int start = _at;
            while (true)
            {
                _at = start;
                bool holds = Condition(isLive);
                Statement(isLive && holds);
                if (!isLive || !holds) return;
            }
        }
        else if (Skip("for")) For(isLive);
        else
        {
            Simple(isLive);
            Expect(";");
        }
    }

    private bool Condition(bool isLive)
    {
        Expect("(");
        object value = Expression(isLive);
        Expect(")");
        return isLive && (bool)value;
    }

    private void For(bool isLive)
    {
        Expect("(");
        Simple(isLive);
        Expect(";");
        int test = _at;
        while (true)
        {
            _at = test;
            bool holds = isLive && (bool)Expression(isLive);
            if (!isLive) Expression(false);
            Expect(";");
            int step = _at;
            Simple(false);
            Expect(")");
            Statement(holds);
            int end = _at;
            if (!holds) return;
            _at = step;
            Simple(true);
            _at = end;
        }
    }

    private void Method()
    {
        Take();
        string name = Take();
        var parameters = new List<string>();
        Expect("(");
        while (!Skip(")"))
        {
            if (Skip(",")) continue;
            Take();
            parameters.Add(Take());
        }

        _methods[name] = (parameters, _at);
        Statement(isLive: false);
    }

    private void Simple(bool isLive)
    {
        if (Skip("return"))
        {
            object value = Expression(isLive);
            if (isLive) _returned = value;
            return;
        }

        if (_tokens[_at] is "int" or "string" or "var")
        {
            Take();
            if (Skip("[")) Expect("]");
            string name = Take();
            Expect("=");
            object value = _tokens[_at] == "{" ? Items(isLive) : Expression(isLive);
            if (isLive) _names[name] = value;
            return;
        }

        if (_tokens[_at + 1] is "=" or "+=" or "++" or "[" && _tokens[_at] != "Console")
        {
            string name = Take();
            if (Skip("["))
            {
                int index = (int)Expression(isLive);
                Expect("]");
                Expect("=");
                object element = Expression(isLive);
                if (isLive) ((List<int>)_names[name])[index] = (int)element;
                return;
            }

            string operation = Take();
            object value = operation == "++" ? 1 : Expression(isLive);
            if (isLive) _names[name] = operation == "=" ? value : (int)_names[name] + (int)value;
            return;
        }

        Expression(isLive);
    }

    private List<int> Items(bool isLive)
    {
        Expect("{");
        var items = new List<int>();
        while (!Skip("}"))
        {
            if (!Skip(",")) items.Add((int)Expression(isLive));
        }

        return items;
    }

    private object Expression(bool isLive, int rank = 0)
    {
        string[][] ranks = [["||"], ["&&"], ["=="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];
        if (rank == ranks.Length) return Unary(isLive);
        object value = Expression(isLive, rank + 1);
        while (ranks[rank].Contains(_tokens[_at]))
        {
            string operation = Take();
            object right = Expression(isLive, rank + 1);
            if (isLive) value = Apply(operation, value, right);
        }

        return value;
    }

    private static object Apply(string operation, object left, object right)
    {
        if (left is bool p) return operation == "&&" ? p && (bool)right : p || (bool)right;
        int a = (int)left, b = (int)right;
        return operation switch
        {
            "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, "%" => a % b,
            "<" => a < b, ">" => a > b, "<=" => a <= b, ">=" => a >= b, _ => a == b,
        };
    }

    private object Unary(bool isLive)
    {
        if (Skip("-")) return -(int)Unary(isLive);
        if (Skip("("))
        {
            object inner = Expression(isLive);
            Expect(")");
            return inner;
        }

        string token = Take();
        if (char.IsDigit(token[0])) return int.Parse(token, CultureInfo.InvariantCulture);
        if (token[0] is '"' or '\'') return token[1..^1];
        if (token == "new")
        {
            while (_tokens[_at] != "{") Take();
            return Items(isLive);
        }

        if (_tokens[_at] == "(") return Call(token, isLive);
        object value = isLive && token != "Console" ? _names[token] : 0;
        while (true)
        {
            if (Skip("["))
            {
                int index = (int)Expression(isLive);
                Expect("]");
                if (isLive) value = ((List<int>)value)[index];
            }
            else if (Skip(".")) value = Member(value, Take(), isLive);
            else return value;
        }
    }

    private List<object> Arguments(bool isLive)
    {
        Expect("(");
        var arguments = new List<object>();
        while (!Skip(")"))
        {
            if (!Skip(",")) arguments.Add(Expression(isLive));
        }

        return arguments;
    }

    private object Member(object value, string name, bool isLive)
    {
        List<object> with = _tokens[_at] == "(" ? Arguments(isLive) : [];
        if (!isLive) return 0;
        if (name == "WriteLine")
        {
            _printed = Convert.ToString(with[0], CultureInfo.InvariantCulture)!;
            return 0;
        }

        if (value is string text)
            return name == "Substring" ? text.Substring((int)with[0], (int)with[1]) : text.IndexOf((string)with[0]);
        var list = (List<int>)value;
        if (name == "Add") list.Add((int)with[0]);
        else if (name == "RemoveAt") list.RemoveAt((int)with[0]);
        else if (name == "Insert") list.Insert((int)with[0], (int)with[1]);
        return list.Count;
    }

    private object Call(string name, bool isLive)
    {
        var arguments = Arguments(isLive);
        if (!isLive) return 0;
        var (outer, back) = (_names, _at);
        var (parameters, body) = _methods[name];
        _names = parameters.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second);
        _at = body;
        Statement(isLive: true);
        object result = _returned!;
        (_names, _at, _returned) = (outer, back, null);
        return result;
    }
}
