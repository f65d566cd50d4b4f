namespace LearnerGraph.Infrastructure.Persistence.Postgres;

/// <summary>The answer to a commit was lost, and the database could not be asked what became of it.</summary>
internal sealed class UnknownOutcomeException(Exception inner)
    : IOException("The database's answer to a commit was lost: whether the write was kept is not known.", inner);
