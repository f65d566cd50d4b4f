using System.Diagnostics.CodeAnalysis;

namespace LearnerGraph.Domain.Kernel;

/// <summary>Either a value or the problem that kept it away.</summary>
public readonly struct Result<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly Problem? _problem;

    private Result(T? value, Problem? problem)
    {
        _value = value;
        _problem = problem;
    }

    public bool IsOk => _problem is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    /// <summary>True with the value, false with the problem.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = _value;
        problem = _problem;
        return problem is null;
    }

    /// <summary>The value where there is one, mapped; the same problem otherwise.</summary>
    public Result<TNext> Map<TNext>(Func<T, TNext> next)
        where TNext : notnull =>
        _problem is null ? next(_value!) : _problem;
}
