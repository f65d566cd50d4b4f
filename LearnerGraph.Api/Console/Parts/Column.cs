namespace LearnerGraph.Api.Console.Parts;

/// <summary>A column of a table; numbers stand at the right.</summary>
public sealed record Column(string Name, bool IsNumber = false);
