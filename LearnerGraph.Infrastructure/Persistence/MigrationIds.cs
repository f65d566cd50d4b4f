using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>The migrations that this program knows.</summary>
internal static class MigrationIds
{
    /// <summary>
    /// Whether a schema with this newest migration needs none of ours. A newer one is well too: during an update the
    /// version before goes on serving (docs/operations.md).
    /// </summary>
    public static bool AreApplied<TContext>(object? newestApplied) =>
        newestApplied is string id && StringComparer.Ordinal.Compare(id, Newest<TContext>()) >= 0;

    private static string? Newest<TContext>() => typeof(TContext).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TContext))
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).Max(StringComparer.Ordinal);
}
