using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using LearnerGraph.GraphQL;
using LearnerGraph.Tests.GraphQL.CodeFirst;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace LearnerGraph.Tests.GraphQL.Http;

/// <summary>
/// What one request allocates from the endpoint on: its scope of services, reading the body, finding the plan,
/// executing, writing the response. Contexts and connections are the platform's, which keeps and reuses them.
/// </summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Rounds = 2_000;

    [Theory]
    [InlineData("""{"query":"{ __typename }"}""", 4096)]
    [InlineData("""{"query":"{ book(id: \"BOOK\") { id title genre rating } }"}""", 4096)]
    [InlineData(
        """{"query":"query ($id: ID!) { book(id: $id) { id title genre rating } }","variables":{"id":"BOOK"}}""", 4096)]
    public async Task A_simple_request_allocates_less_than_4_KB(string body, int most)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<BookShelf>();
        BookSchema.AddTo(builder.Services);
        await using var app = builder.Build();
        app.MapGraphQL();
        var run = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .Single(endpoint => endpoint.DisplayName == "GraphQL").RequestDelegate!;
        var id = Convert.ToBase64String("Book:1"u8);
        var bytes = Encoding.UTF8.GetBytes(body.Replace("BOOK", id, StringComparison.Ordinal));
        var sent = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Headers.Accept = "application/graphql-response+json";
        context.Response.Body = sent;

        for (var i = 0; i < Rounds; i++) Once();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) Once();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        Encoding.UTF8.GetString(sent.ToArray()).Should().StartWith("{\"data\":{\"").And.NotContain("null");
        output.WriteLine($"{each} bytes for {Encoding.UTF8.GetString(bytes)}");
        each.Should().BeLessThan(most);

        void Once()
        {
            using var scope = app.Services.CreateScope();
            sent.SetLength(0);
            context.RequestServices = scope.ServiceProvider;
            context.Features.Set<IRequestBodyPipeFeature>(new Whole(bytes));
            var running = run(context);
            running.IsCompletedSuccessfully.Should().BeTrue("nothing waits, so all of it is on this thread");
        }
    }

    private sealed class Whole(byte[] bytes) : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(bytes));
    }
}
