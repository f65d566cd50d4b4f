namespace LearnerGraph.GraphQL.TypeSystem;

/// <summary>
/// A resolver of a field that needs neither services nor waiting, as those of introspection: the parent value and the
/// coerced arguments in the order of their definitions give the value.
/// </summary>
public delegate object? PureResolver(object? parent, ReadOnlySpan<object?> arguments);
