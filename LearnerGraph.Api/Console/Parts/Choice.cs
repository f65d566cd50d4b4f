namespace LearnerGraph.Api.Console.Parts;

/// <summary>One of several values to choose from.</summary>
public sealed record Choice(string Value, string Text);
