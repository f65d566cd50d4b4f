using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Infrastructure.Persistence.Postgres;

namespace LearnerGraph.Tests.Infrastructure.Persistence;

public abstract class CatalogStoreContract : StoreContract
{
    [StoreFact]
    public async Task Apply_and_load_keep_every_value()
    {
        var stored = await Host.CatalogAsync();

        var content = await Host.Catalog.LoadAsync(StoreHost.Tenant, default);

        content.Version.Should().Be(stored.Version).And.Be(1);
        content.Courses.Should().Equal(new Course(stored.Courses[0], "math", "Mathematics", 1));
        content.Concepts.Should().BeEquivalentTo(
            new[]
            {
                StoreHost.Concept("add", stored.Concepts[0].Value) with { CourseId = stored.Courses[0], Version = 1 },
                StoreHost.Concept("sub", stored.Concepts[1].Value) with { CourseId = stored.Courses[0], Version = 1 },
            });
        content.Questions[1].Should().BeEquivalentTo(StoreHost.Question("q1", stored.Questions[1].Value) with
        {
            Concepts = [new(stored.Concepts[1], 0.75), new(stored.Concepts[0], 0.25)], Version = 1,
        });
        content.Relations.Should().Equal(
            new Relation(stored.Concepts[1], stored.Concepts[0], RelationType.Requires));
        content.States.Should().BeEmpty();
        (await Host.Catalog.VersionAsync(StoreHost.Tenant, default)).Should().Be(1);
        (await Host.Catalog.LoadAsync(StoreHost.Stranger, default)).Courses.Should().BeEmpty();
        (await Host.Catalog.VersionAsync(StoreHost.Stranger, default)).Should().Be(0);
    }

    [StoreFact]
    public async Task Apply_changes_what_is_stored_and_raises_versions()
    {
        var stored = await Host.CatalogAsync();
        var question = StoreHost.Question("q0", stored.Questions[0].Value) with { Prompt = "New?", Hints = [] };

        var applied = await ApplyAsync(1, new CatalogChange(
            [new Course(stored.Courses[0], "math", "Maths", 1)],
            [(StoreHost.Concept("add", stored.Concepts[0].Value) with { Name = "Addition" }, "math")],
            [(question, [new ConceptLinkDraft("sub", 0.5)])],
            [new Relation(stored.Concepts[1], stored.Concepts[0], RelationType.Requires)],
            [new RelationDraft("sub", "add", RelationType.Matches, 0.5, RelationOrigin.Detected, 0.8)], [], []));

        applied.TryGet(out var second, out _).Should().BeTrue();
        second!.Version.Should().Be(2);
        second.Questions.Should().Equal(stored.Questions[0]);
        var content = await Host.Catalog.LoadAsync(StoreHost.Tenant, default);
        content.Courses[0].Should().BeEquivalentTo(new { Title = "Maths", Version = 2 });
        content.Concepts[0].Should().BeEquivalentTo(new { Name = "Addition", Version = 2 });
        content.Questions[0].Prompt.Should().Be("New?");
        content.Questions[0].Concepts.Should().Equal(new ConceptLink(stored.Concepts[1], 0.5));
        content.Relations.Should().Equal(new Relation(
            stored.Concepts[0], stored.Concepts[1], RelationType.Matches, 0.5, RelationOrigin.Detected, 0.8));
    }

    [StoreFact]
    public async Task Apply_raises_the_versions_of_the_courses_whose_content_it_changes_only()
    {
        var stored = await Host.CatalogAsync();
        await ApplyAsync(1, Nothing with
        {
            Courses = [new Course(default, "other", "Other", 0)], Concepts = [(StoreHost.Concept("far"), "other")],
        });
        async Task<(int Math, int Other)> VersionsAsync()
        {
            var courses = (await Host.Catalog.LoadAsync(StoreHost.Tenant, default)).Courses;
            return (courses.Single(c => c.Key == "math").Version, courses.Single(c => c.Key == "other").Version);
        }

        var before = await VersionsAsync();
        await ApplyAsync(2, Nothing with { ArchivedQuestions = [stored.Questions[0]] });
        var archived = await VersionsAsync();
        await ApplyAsync(3, Nothing with { Concepts = [(StoreHost.Concept("new"), "other")] });
        var added = await VersionsAsync();
        var add = StoreHost.Concept("add", stored.Concepts[0].Value);
        await ApplyAsync(4, Nothing with { Concepts = [(add, "other")] });
        var moved = await VersionsAsync();

        before.Should().Be((1, 2));
        archived.Should().Be((3, 2));
        added.Should().Be((3, 4));
        moved.Should().Be((5, 5));
    }

    [StoreFact]
    public async Task Apply_refuses_an_edit_that_is_based_on_an_old_version()
    {
        await Host.CatalogAsync();

        var applied = await ApplyAsync(0, Nothing with { Courses = [new Course(default, "late", "Late", 0)] });

        applied.TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.Conflict>();
        (await Host.Catalog.LoadAsync(StoreHost.Tenant, default)).Courses.Should().HaveCount(1);
    }

    [StoreFact]
    public async Task Apply_that_fails_leaves_nothing_half_written()
    {
        await Host.CatalogAsync();

        var apply = async () => await ApplyAsync(1, Nothing with
        {
            Courses = [new Course(default, "new", "New", 0)],
            AddedRelations = [new RelationDraft("add", "nowhere", RelationType.Requires)],
        });

        await apply.Should().ThrowAsync<Exception>();
        var content = await Host.Catalog.LoadAsync(StoreHost.Tenant, default);
        content.Version.Should().Be(1);
        content.Courses.Should().HaveCount(1);
    }

    [StoreFact]
    public async Task Archived_things_are_left_out_with_what_hangs_on_them()
    {
        var stored = await Host.CatalogAsync();

        await ApplyAsync(1, Nothing with
        {
            ArchivedConcepts = [stored.Concepts[1]], ArchivedQuestions = [stored.Questions[0]],
        });

        var content = await Host.Catalog.LoadAsync(StoreHost.Tenant, default);
        content.Concepts.Select(c => c.Id).Should().Equal(stored.Concepts[0]);
        content.Questions.Select(q => q.Id).Should().Equal(stored.Questions.Skip(1));
        content.Questions[0].Concepts.Should().HaveCount(2, "earlier answers were judged with both");
        content.Archived.Select(q => q.Id).Should().Equal(stored.Questions[0]);
        content.Relations.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Apply_brings_back_what_was_archived_under_the_same_key()
    {
        var stored = await Host.CatalogAsync();
        await ApplyAsync(1, Nothing with
        {
            ArchivedConcepts = [stored.Concepts[1]], ArchivedQuestions = [stored.Questions[0]],
        });

        var back = await ApplyAsync(2, Nothing with
        {
            Concepts = [(StoreHost.Concept("sub"), "math")],
            Questions = [(StoreHost.Question("q0"), [new ConceptLinkDraft("sub", 0.5)])],
        });

        back.TryGet(out var again, out _).Should().BeTrue();
        again!.Concepts.Should().Equal(stored.Concepts[1]);
        again.Questions.Should().Equal(stored.Questions[0]);
        var content = await Host.Catalog.LoadAsync(StoreHost.Tenant, default);
        content.Concepts.Should().HaveCount(2);
        content.Questions.Single(q => q.Id == stored.Questions[0]).Concepts
            .Should().Equal(new ConceptLink(stored.Concepts[1], 0.5));
    }

    private static CatalogChange Nothing => new([], [], [], [], [], [], []);

    private ValueTask<Result<StoredCatalog>> ApplyAsync(long basedOn, CatalogChange change) =>
        Host.Catalog.ApplyAsync(StoreHost.Tenant, basedOn, change, default);
}

public sealed class SqliteCatalogStoreTests : CatalogStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => SqliteHost.CreateAsync();
}

[OnPostgres]
public sealed class PostgresCatalogStoreTests : CatalogStoreContract
{
    private protected override Task<StoreHost> CreateAsync() => PostgresHost.CreateAsync();
}
