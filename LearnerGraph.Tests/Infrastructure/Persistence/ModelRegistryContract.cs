using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Infrastructure.Persistence.Models;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class ModelRegistryContract : StoreContract
{
    private ModelRegistry Registry => new(Host.Database);

    [StoreFact]
    public async Task Runs_keep_every_value_and_are_paged_newest_first()
    {
        var first = await Registry.AddRunAsync(Run("ncf"), default);
        var second = await Registry.AddRunAsync(Run("dkt"), default);
        await Registry.AddRunAsync(Run("ncf") with { Tenant = StoreHost.Stranger }, default);
        var done = first with
        {
            Status = RunStatus.Succeeded, StartedAt = StoreHost.Now, FinishedAt = StoreHost.Now.AddSeconds(3),
            DataVersion = "d", CodeVersion = "c", FeatureVersion = "f", ArtefactHash = "a", Version = new(7),
            PeakBytes = 9, Message = "m", Series = [new(1, "loss", 0.5)],
            Metrics = new Dictionary<string, double> { ["auc"] = 0.7 },
        };
        await Registry.SaveRunAsync(done, default);

        var all = await Registry.PageRunsAsync(StoreHost.Tenant, null, null, 9, default);

        all.Should().BeEquivalentTo([second, done], options => options.WithStrictOrdering());
        (await Registry.PageRunsAsync(StoreHost.Tenant, "ncf", second.Id, 9, default)).Should().ContainSingle();
        (await Registry.CountRunsAsync(StoreHost.Tenant, "ncf", default)).Should().Be(1);
        (await Registry.OpenRunsAsync(default)).Should().HaveCount(2);
    }

    [StoreFact]
    public async Task CancelRun_is_kept_through_a_save_and_refused_when_over()
    {
        var run = await Registry.AddRunAsync(Run("ncf"), default);

        (await Registry.CancelRunAsync(StoreHost.Tenant, run.Id, default)).IsOk.Should().BeTrue();
        await Registry.SaveRunAsync(run with { Status = RunStatus.Cancelled }, default);

        (await Registry.FindRunsAsync(StoreHost.Tenant, [run.Id], default))[run.Id].IsCancelAsked.Should().BeTrue();
        (await Registry.CancelRunAsync(StoreHost.Tenant, run.Id, default)).IsOk.Should().BeFalse();
        (await Registry.CancelRunAsync(StoreHost.Stranger, run.Id, default)).IsOk.Should().BeFalse();
    }

    [StoreFact]
    public async Task Versions_are_numbered_by_model_and_move_together()
    {
        var first = await Registry.AddVersionAsync(Version("ncf"), default);
        var second = await Registry.AddVersionAsync(Version("ncf"), default);
        var other = await Registry.AddVersionAsync(Version("dkt"), default);

        (first.Number, second.Number, other.Number).Should().Be((1, 2, 1));
        var moved = await Registry.MoveAsync(
            StoreHost.Tenant, "ncf",
            versions => versions.Select(one => one with
            {
                Stage = one.Number == 2 ? ModelStage.Production : ModelStage.Archived, ServedAt = StoreHost.Now,
            }).ToArray(),
            default);

        moved.IsOk.Should().BeTrue();
        (await Registry.LiveAsync(default)).Should().BeEquivalentTo(
            [second with { Stage = ModelStage.Production, ServedAt = StoreHost.Now }]);
        (await Registry.VersionsAsync(StoreHost.Tenant, ["ncf"], default))["ncf"].Select(one => one.Number)
            .Should().Equal(2, 1);
    }

    private static TrainingRun Run(string model) => new(
        default, StoreHost.Tenant, model, RunStatus.Queued, "grace", "stored",
        new Dictionary<string, double> { ["epochs"] = 3 }, StoreHost.Now);

    private static ModelVersion Version(string model) => new(
        default, StoreHost.Tenant, model, 0, ModelStage.Candidate, StoreHost.Now, "hash", true,
        new Dictionary<string, double> { ["width"] = 8 },
        new Evaluation(
            "auc", 0.7, 0.01, 50, new Dictionary<string, double> { ["x"] = 1 },
            new Dictionary<string, double> { ["pop"] = 0.1 }, new Comparison(1, 0.1, 0, 0.2), 1, 1e-7));
}

public sealed class SqliteModelRegistryTests : ModelRegistryContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresModelRegistryTests : ModelRegistryContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
