using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>Instants as UTC ticks (100 ns since 0001-01-01), so that a replay sees exactly what was judged.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => ReaderExtensions.ToInstant(ticks));
