namespace LearnerGraph.Infrastructure.Persistence.Sql;

/// <summary>Gives the session back when disposed of.</summary>
internal readonly struct SessionLease(Session session, Action<Session> giveBack) : IDisposable
{
    public Session Session => session;

    public void Dispose() => giveBack(session);
}
