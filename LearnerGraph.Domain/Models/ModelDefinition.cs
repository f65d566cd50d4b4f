namespace LearnerGraph.Domain.Models;

/// <summary>A kind of model that can be trained here: what it is for, and what goes in and comes out.</summary>
/// <param name="Name">What verbs and mutations call it.</param>
/// <param name="Inputs">Named, as exported.</param>
/// <param name="Measure">The primary measure; higher is better.</param>
/// <param name="Features">The feature set that it learns from, with its version.</param>
public sealed record ModelDefinition(
    string Name, string UseCase, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, string Measure,
    string Features, IReadOnlyList<ModelParameter> Parameters);

/// <summary>A number that training can be told.</summary>
public sealed record ModelParameter(string Name, double Default, double Min, double Max, string Description)
{
    public bool IsWhole { get; init; }
}
