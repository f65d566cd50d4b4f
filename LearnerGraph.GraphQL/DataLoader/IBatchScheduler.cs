namespace LearnerGraph.GraphQL.DataLoader;

/// <summary>
/// Decides when gathered keys are loaded. The executor does so whenever no field can go on without them.
/// </summary>
internal interface IBatchScheduler
{
    CancellationToken RequestAborted { get; }

    /// <summary>Asks for one call of <see cref="IPendingBatch.Dispatch"/>.</summary>
    void Schedule(IPendingBatch batch);

    /// <summary>A batch has gone out; <see cref="Complete"/> follows once.</summary>
    void BatchStarted();

    /// <summary>Runs on the executor's own turn, so that waiting resolvers go on in a fixed order.</summary>
    void Complete(IPendingBatch batch);
}

/// <summary>Keys that wait to be loaded together.</summary>
internal interface IPendingBatch
{
    void Dispatch();

    /// <summary>Hands the loaded values to those who wait.</summary>
    void Deliver();
}

/// <summary>A loader that the executor can bind to its request.</summary>
internal interface IRequestLoader
{
    void Bind(IBatchScheduler scheduler);

    /// <summary>Forgets what was loaded, because a mutation may have changed it.</summary>
    void Clear();
}
