namespace LearnerGraph.Infrastructure.Persistence.Sql;

internal static class DatabaseExtensions
{
    public static async ValueTask<T> ReadAsync<T>(
        this IDatabase database, Func<Session, CancellationToken, ValueTask<T>> work, CancellationToken ct)
    {
        using var lease = await database.RentAsync(ct);
        return await work(lease.Session, ct);
    }
}
