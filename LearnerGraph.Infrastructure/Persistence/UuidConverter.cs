using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LearnerGraph.Infrastructure.Persistence;

/// <summary>UUIDs as their 16 bytes in the order in which they are written down.</summary>
internal sealed class UuidConverter()
    : ValueConverter<Guid, byte[]>(id => id.ToBytes(), bytes => new Guid(bytes, true));
