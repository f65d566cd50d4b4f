using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;
using LearnerGraph.GraphQL;
using LearnerGraph.GraphQL.Execution;
using LearnerGraph.Tests.Architecture;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.Api.Security;

/// <summary>
/// Every field, mutation and subscription asked by every kind of caller about one learner's data, compared with the
/// committed table. A new field fails until the table is written again (UPDATE_SNAPSHOTS=1) and read by a person.
/// </summary>
public sealed class AccessTableTests
{
    private const string Open = "open";
    private const string Nothing = "-";

    private static readonly string Table = Path.Combine(SourceTree.Root, "docs", "access-matrix.csv");

    private static readonly string[] Refusals = ["FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND"];

    [Fact]
    public async Task Every_coordinate_answers_every_kind_of_caller_as_the_table_says()
    {
        await using var host = await ApiHost.StartAsync();
        var school = await SampleSchool.OpenAsync(host);
        var (_, ada) = await school.EnrolAsync("ada");
        var schema = host.Services.GetRequiredService<GraphQLServer>().Schema;
        var probes = AccessProbes.Of(schema);
        await PrepareAsync(host);
        var callers = new (string Name, Func<LearnerId, ClaimsPrincipal> User)[]
        {
            ("anonymous", _ => new ClaimsPrincipal(new ClaimsIdentity())),
            ("stranger", _ => User(Role.Admin, tenant: "elsewhere")),
            ("other learner", _ => User(Role.Learner, ada)),
            ("learner", bob => User(Role.Learner, bob)),
            ("AUTHOR", _ => User(Role.Author)),
            ("EXPERIMENTER", _ => User(Role.Experimenter)),
            ("ML", _ => User(Role.Ml)),
            ("OPS", _ => User(Role.Ops)),
            ("INGEST", _ => User(Role.Ingest)),
            ("ADMIN", _ => User(Role.Admin)),
        };
        var rows = probes.All.ToDictionary(probe => probe.Coordinate, _ => new List<string>());

        // Whoever may erase does, so each kind of caller meets a learner of its own; what changes things comes last.
        var learners = new List<(LearnerId Id, Dictionary<string, string> Names)>();
        foreach (var (name, _) in callers)
        {
            var (bob, id) = await school.EnrolAsync($"bob-{name}");
            await school.SubmitAsync(bob, school.Attempts(3));
            learners.Add((id, await AccessMatrixTests.NamesAsync(host, school, bob)));
        }

        foreach (var probe in probes.All.OrderBy(p => p.Document.StartsWith("mutation", StringComparison.Ordinal))
            .ThenBy(p => p.Coordinate.Contains(".erase", StringComparison.Ordinal)))
        {
            foreach (var ((name, user), (id, names)) in callers.Zip(learners))
            {
                var document = AccessMatrixTests.Filled(probe.Document, names)
                    .Replace("externalId: \"bob\"", $"externalId: \"bob-{name}\"", StringComparison.Ordinal);
                rows[probe.Coordinate].Add(await OutcomeAsync(host, probe, document, user(id)));
            }
        }

        probes.WithoutSample.Should().BeEmpty("AccessProbes.Arguments has a sample for each required argument");
        var head = $"coordinate,{string.Join(',', callers.Select(caller => caller.Name))}";
        string[] lines = [head, .. rows.Select(row => $"{row.Key},{string.Join(',', row.Value)}").Order()];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1") await File.WriteAllLinesAsync(Table, lines);

        lines.Should().Equal(await File.ReadAllLinesAsync(Table), "look at what changed, then UPDATE_SNAPSHOTS=1");
    }

    [Fact]
    public void Nobody_without_an_identity_reaches_anything()
    {
        var rows = File.ReadAllLines(Table).Skip(1).Select(line => line.Split(',')).ToArray();

        rows.Where(row => row[1] != "UNAUTHENTICATED").Select(row => row[0]).Should().BeEmpty();
    }

    private static async Task PrepareAsync(ApiHost host)
    {
        var (experiment, _) = AccessMatrixTests.Mutations["createExperiment"];
        await host.DataAsync($"mutation {{ createExperiment(input: {{ {experiment} }}) {{ errors {{ code }} }} }}");
        await host.DataAsync(
            """mutation { createApiKey(input: { name: "x", roles: ["OPS"] }) { errors { code } } }""");
    }

    private static ClaimsPrincipal User(Role role, LearnerId? learner = null, string tenant = "default") =>
        new(new ClaimsIdentity(
            CallerClaims.Write(new Caller(new TenantId(tenant), $"{role}", new HashSet<Role> { role }, learner)),
            "Test", CallerClaims.Subject, CallerClaims.Roles));

    private static async Task<string> OutcomeAsync(
        ApiHost host, AccessProbe probe, string document, ClaimsPrincipal user)
    {
        await using var scope = host.Services.CreateAsyncScope();
        host.Services.GetRequiredService<IHttpContextAccessor>().HttpContext =
            new DefaultHttpContext { User = user, RequestServices = scope.ServiceProvider };
        var result = await host.Services.GetRequiredService<GraphQLServer>().ExecuteAsync(
            GraphQLRequest.Of(document), scope.ServiceProvider, user);
        if (result is not GraphQLResponse response) return Open;

        var bytes = new ArrayBufferWriter<byte>();
        response.WriteTo(bytes);
        using var json = JsonDocument.Parse(bytes.WrittenMemory);
        if (json.RootElement.TryGetProperty("errors", out var errors))
        {
            return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
        }

        var data = json.RootElement.GetProperty("data");
        return probe.Coordinate.StartsWith("Mutation.", StringComparison.Ordinal)
            ? Refusal(data.GetProperty(probe.Path[0])) : Reached(data, probe.Path) ? Open : Nothing;
    }

    // A mutation that got as far as to find fault with its input was let in.
    private static string Refusal(JsonElement payload)
    {
        var code = payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
            && errors.GetArrayLength() > 0
                ? errors[0].GetProperty("code").GetString()!
                : Open;
        return Refusals.Contains(code) ? code : Open;
    }

    // Something of what was asked for is there; of lists any element tells.
    private static bool Reached(JsonElement element, IEnumerable<string> path) => element.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => path.Any()
            ? element.EnumerateArray().Any(one => Reached(one, path))
            : element.EnumerateArray().Any(one => one.ValueKind is not JsonValueKind.Null),
        JsonValueKind.Object when path.FirstOrDefault() is { } name =>
            element.TryGetProperty(name, out var value) && Reached(value, path.Skip(1)),
        _ => true,
    };
}
