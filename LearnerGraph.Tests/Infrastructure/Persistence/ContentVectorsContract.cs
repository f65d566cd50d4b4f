using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Infrastructure.Persistence.Intelligence;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class ContentVectorsContract : StoreContract
{
    private static readonly ContentKey Concept = new(ContentKind.Concept, 1);
    private static readonly ContentKey Question = new(ContentKind.Question, 1);

    [StoreFact]
    public async Task Vectors_are_kept_by_course_and_kind_until_the_space_is_another()
    {
        var course = (await Host.CatalogAsync()).Courses[0];
        var vectors = new ContentVectors(Host.Database);
        await vectors.SaveSpaceAsync(StoreHost.Tenant, course, new("lsa/1", ["a", "b"]), default);
        await vectors.ChangeAsync(
            StoreHost.Tenant, course,
            [new(Concept, "h1", [0.25f, -3e-9f]), new(Question, "h2", [1, 2])], [], default);
        await vectors.ChangeAsync(StoreHost.Tenant, course, [new(Question, "h3", [4, 5])], [], default);
        await vectors.SaveSpaceAsync(StoreHost.Tenant, course, new("lsa/1", ["a"]), default);

        var concepts = await vectors.OfAsync(StoreHost.Tenant, course, ContentKind.Concept, default);
        var questions = await vectors.OfAsync(StoreHost.Tenant, course, ContentKind.Question, default);
        var hashes = await vectors.HashesAsync(StoreHost.Tenant, course, default);
        var space = await vectors.SpaceAsync(StoreHost.Tenant, course, default);
        var foreign = await vectors.SpaceNameAsync(StoreHost.Stranger, course, default);
        await vectors.ChangeAsync(StoreHost.Tenant, course, [], [Question], default);
        var rest = await vectors.HashesAsync(StoreHost.Tenant, course, default);
        await vectors.SaveSpaceAsync(StoreHost.Tenant, course, new("lsa/2", ["c"]), default);

        concepts.Should().ContainSingle().Which.Vector.Should().Equal(0.25f, -3e-9f);
        questions.Should().ContainSingle().Which.Vector.Should().Equal(4, 5);
        hashes.Should().Equal(new Dictionary<ContentKey, string> { [Concept] = "h1", [Question] = "h3" });
        space!.Body.Should().Equal("a");
        foreign.Should().BeNull();
        rest.Keys.Should().Equal(Concept);
        (await vectors.HashesAsync(StoreHost.Tenant, course, default)).Should().BeEmpty();
        (await vectors.SpaceNameAsync(StoreHost.Tenant, course, default)).Should().Be("lsa/2");
    }
}

public sealed class SqliteContentVectorsTests : ContentVectorsContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresContentVectorsTests : ContentVectorsContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
