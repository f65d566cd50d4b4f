namespace LearnerGraph.Domain.Kernel;

/// <summary>The organisation that owns a row; part of every key, row and cache entry.</summary>
public readonly record struct TenantId(string Value)
{
    /// <summary>The tenant of an installation that serves only one.</summary>
    public static readonly TenantId Default = new("default");

    public override string ToString() => Value;
}
