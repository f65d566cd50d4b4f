namespace LearnerGraph.Api.Console.Parts;

/// <summary>What is wrong with a field of a form.</summary>
/// <param name="Field">Its id, which the summary links to.</param>
public sealed record FieldError(string Field, string Message);
