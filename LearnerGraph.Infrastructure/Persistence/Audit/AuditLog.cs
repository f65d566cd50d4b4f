using LearnerGraph.Domain.Kernel;
using LearnerGraph.Infrastructure.Persistence.Sql;
using Microsoft.EntityFrameworkCore;

namespace LearnerGraph.Infrastructure.Persistence.Audit;

/// <summary>The audit log in the relational store, through EF Core.</summary>
internal sealed class AuditLog(IDatabase database) : IAuditLog
{
    public ValueTask<AuditEntry> AddAsync(AuditEntry entry, CancellationToken ct) =>
        database.WriteAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                var row = new AuditEntryRow
                {
                    Tenant = entry.Tenant.Value, At = entry.At, Actor = entry.Actor, Action = entry.Action,
                    Subject = entry.Subject, Before = entry.Before, After = entry.After, Reason = entry.Reason,
                    LearnerId = entry.Learner,
                };
                context.Add(row);
                await context.SaveChangesAsync(token);
                return entry with { Id = row.Id };
            },
            ct);

    public ValueTask<IReadOnlyDictionary<long, AuditEntry>> FindManyAsync(
        TenantId tenant, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyDictionary<long, AuditEntry>>(
            async (session, token) =>
            {
                await using var context = session.Context();
                var rows = await context.AuditLog.Where(row => row.Tenant == tenant.Value && ids.Contains(row.Id))
                    .ToListAsync(token);
                return rows.ToDictionary(row => row.Id, ToEntry);
            },
            ct);

    public ValueTask<IReadOnlyList<AuditEntry>> PageAsync(
        TenantId tenant, string? subject, long? before, int count, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(
            async (session, token) =>
            {
                await using var context = session.Context();
                var rows = await Of(context, tenant, subject).Where(row => before == null || row.Id < before)
                    .OrderByDescending(row => row.Id).Take(count).ToListAsync(token);
                return rows.ConvertAll(ToEntry);
            },
            ct);

    public ValueTask<int> CountAsync(TenantId tenant, string? subject, CancellationToken ct) =>
        database.ReadAsync(
            async (session, token) =>
            {
                await using var context = session.Context();
                return await Of(context, tenant, subject).CountAsync(token);
            },
            ct);

    private static IQueryable<AuditEntryRow> Of(LearnerGraphContext context, TenantId tenant, string? subject) =>
        context.AuditLog.Where(row => row.Tenant == tenant.Value && (subject == null || row.Subject == subject));

    private static AuditEntry ToEntry(AuditEntryRow row) => new(
        row.Id, new TenantId(row.Tenant), row.At, row.Actor, row.Action, row.Subject, row.Before, row.After, row.Reason,
        row.LearnerId);
}
