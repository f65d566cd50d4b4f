namespace LearnerGraph.Tests.Infrastructure.Persistence;

/// <summary>Base of the contracts that every provider's stores must keep.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private protected StoreHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await CreateAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private protected abstract Task<StoreHost> CreateAsync();
}
