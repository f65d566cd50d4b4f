using LearnerGraph.Domain.Content;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Pipelines;
using LearnerGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Pipelines;

/// <summary>The asset embeddings: what it embeds, counted at the provider.</summary>
public sealed class ContentEmbeddingsTests : IAsyncLifetime
{
    private readonly CountedTexts _counted = new();
    private ApiHost _host = null!;
    private SampleSchool _school = null!;

    public async Task InitializeAsync()
    {
        _host = await PipelineHost.StartAsync(services => services.Decorate<ITextSpaces>(
            spaces => new CountingSpaces(spaces, _counted)));
        _school = await SampleSchool.OpenAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_second_run_embeds_nothing_and_one_changed_concept_one_text()
    {
        var texts = _school.ConceptIds.Count + _school.QuestionIds.Count;

        (await EmbeddedByAsync(await RunAsync())).Should().Be((texts, texts));
        _counted.Texts = 0;
        (await RunAsync()).Status.Should().Be(RunStatus.Skipped);
        _counted.Texts.Should().Be(0);

        await DescribeAsync("concept-3", "Sums of fractions.");

        (await EmbeddedByAsync(await RunAsync())).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_changed_concept_moves_no_other_vector_and_an_archived_one_has_none()
    {
        await RunAsync();
        var before = await VectorsAsync();
        await DescribeAsync("concept-3", "Question of seven and five.");
        await _host.DataAsync(
            "mutation($ids: [ID!]!) { archiveConcepts(input: { ids: $ids }) { errors { message } } }",
            new { ids = new[] { _school.ConceptIds[^1] } });
        await RunAsync();
        var after = await VectorsAsync();

        after.Keys.Should().HaveCount(before.Count - 1).And.BeSubsetOf(before.Keys);
        after.Count(pair => !pair.Value.SequenceEqual(before[pair.Key])).Should().Be(1);
    }

    [Fact]
    public async Task Suggestions_embed_the_description_alone_once_vectors_are_kept()
    {
        const string Query =
            """query($c: ID) { suggestConcepts(description: "Concept 4", courseId: $c) { concept { key } } }""";
        await RunAsync();
        var course = (await _host.DataAsync("{ courses { nodes { id } } }"))
            .GetProperty("courses").GetProperty("nodes")[0].GetProperty("id").GetString();
        _counted.Texts = 0;

        var kept = await _host.DataAsync(Query, new { c = course });
        var embedded = _counted.Texts;
        await DescribeAsync("concept-3", "Sums of fractions.");
        await _host.DataAsync(Query, new { c = course });

        kept.GetProperty("suggestConcepts")[0].GetProperty("concept").GetProperty("key").GetString()
            .Should().Be("concept-4");
        embedded.Should().Be(1);
        _counted.Texts.Should().Be(3, "the changed concept is embedded anew until the pipeline has run");
    }

    private async Task<PipelineRun> RunAsync() => await PipelineHost.RunAsync(_host, "content", ["+embeddings"]);

    private async Task<(int Rows, int Texts)> EmbeddedByAsync(PipelineRun run) =>
        ((await PipelineHost.StepsAsync(_host, run)).Single(step => step.Asset == "embeddings").RowsOut,
            _counted.Texts);

    private async Task<Dictionary<ContentKey, float[]>> VectorsAsync()
    {
        var catalog = await _host.Services.GetRequiredService<ICatalogSource>().GetAsync(TenantId.Default, default);
        return (await _host.Services.GetRequiredService<IContentVectors>().OfAsync(
            TenantId.Default, catalog.Courses[0].Id, ContentKind.Concept, default))
            .ToDictionary(one => one.Key, one => one.Vector);
    }

    private async Task DescribeAsync(string key, string description) => await _host.DataAsync(
        "mutation($i: UpsertConceptsInput!) { upsertConcepts(input: $i) { errors { message } } }",
        new
        {
            i = new
            {
                concepts = new[]
                {
                    new { key, courseKey = "maths", name = key.Replace("concept-", "Concept "), description },
                },
            },
        });

    private sealed class CountedTexts
    {
        public int Texts { get; set; }
    }

    private sealed class CountingSpaces(ITextSpaces inner, CountedTexts counted) : ITextSpaces
    {
        public string Source => inner.Source;

        public async ValueTask<ITextEmbedder> ForAsync(IReadOnlyList<string> body, CancellationToken ct) =>
            new Counting(await inner.ForAsync(body, ct), counted);
    }

    private sealed class Counting(ITextEmbedder inner, CountedTexts counted) : ITextEmbedder
    {
        public EmbeddingSpace Space => inner.Space;

        public ValueTask<Result<Embedding[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken ct)
        {
            counted.Texts += texts.Count;
            return inner.EmbedAsync(texts, ct);
        }
    }
}
