using System.Text;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Tests.Api.Security;

/// <summary>Tokens that forgers send: none reaches the signature check.</summary>
public sealed class TokenShapeTests
{
    private const string GoodPayload = """{"sub":"x","exp":4000000000}""";

    public static TheoryData<string, string> Forged { get; } = new()
    {
        { """{"alg":"none"}""", GoodPayload },
        { """{"alg":"nOnE"}""", GoodPayload },
        { """{"alg":""}""", GoodPayload },
        { """{"typ":"JWT"}""", GoodPayload },
        { """{"alg":1}""", GoodPayload },
        { """{"alg":"HS512"}""", GoodPayload },
        { """{"alg":"RS512"}""", GoodPayload },
        { """{"alg":"PBES2-HS256+A128KW","p2c":2147483648,"enc":"A128GCM"}""", GoodPayload },
        { """{"alg":"HS256","alg":"RS256"}""", GoodPayload },
        { """{"alg":"HS256","crit":["b64"],"b64":false}""", GoodPayload },
        { """{"alg":"HS256","kid":7}""", GoodPayload },
        { """{"alg":"HS256","kid":""}""", GoodPayload },
        { $$"""{"alg":"HS256","kid":"{{new string('k', 10_240)}}"}""", GoodPayload },
        { """{"alg":"HS256","kid":"a","kid":"b"}""", GoodPayload },
        { """{"alg":"HS256","typ":"id+jwt"}""", GoodPayload },
        { """{"alg":"HS256","typ":["JWT"]}""", GoodPayload },
        { """["HS256"]""", GoodPayload },
        { "not json", GoodPayload },
        { """{"alg":"HS256"}""", """{"exp":"4000000000"}""" },
        { """{"alg":"HS256"}""", """{"exp":1e400}""" },
        { """{"alg":"HS256"}""", """{"exp":-1}""" },
        { """{"alg":"HS256"}""", """{"exp":null}""" },
        { """{"alg":"HS256"}""", """{"exp":4000000000,"nbf":"soon"}""" },
        { """{"alg":"HS256"}""", """{"exp":1,"exp":4000000000}""" },
        { """{"alg":"HS256"}""", """"text"""" },
        {
            """{"alg":"HS256"}""",
            $$"""{"exp":4000000000,"x":{{new string('[', 900)}}{{new string(']', 900)}}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void Read_takes_no_forged_token(string header, string payload) =>
        TokenShape.Read($"{Part(header)}.{Part(payload)}.AAAA", false, out _).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("%.%.%")]
    public void Read_takes_nothing_but_three_parts(string token) =>
        TokenShape.Read(token, false, out var refusal).Should().BeNull(refusal);

    [Fact]
    public void Read_takes_no_nested_token_and_none_that_is_too_long()
    {
        var inner = $"{Part("""{"alg":"HS256"}""")}.{Part(GoodPayload)}.AAAA";

        TokenShape.Read($"{Part("""{"alg":"HS256","cty":"JWT"}""")}.{Part(inner)}.AAAA", false, out _)
            .Should().BeNull();
        TokenShape.Read(inner + new string('A', 20_000), false, out _).Should().BeNull();
    }

    [Theory]
    [InlineData("""{"alg":"RS256"}""", false, true)]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""", false, true)]
    [InlineData("""{"alg":"RS256","typ":"at+jwt"}""", true, true)]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""", true, false)]
    [InlineData("""{"alg":"RS256"}""", true, false)]
    public void Read_asks_for_the_type_of_access_tokens_where_it_is_wanted(string header, bool isWanted, bool counts) =>
        (TokenShape.Read($"{Part(header)}.{Part(GoodPayload)}.AAAA", isWanted, out _) is not null).Should().Be(counts);

    [Fact]
    public async Task Only_one_credential_is_taken_and_only_from_its_header()
    {
        await using var host = await ApiHost.StartAsync("Production");
        var token = ApiHost.TokenFor(Role.Admin);

        var twice = await host.Server.SendAsync(context =>
        {
            (context.Request.Method, context.Request.Path) = ("POST", "/graphql");
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream("""{"query":"{ concepts { totalCount } }"}"""u8.ToArray());
            context.Request.Headers.Authorization = new([$"Bearer {token}", $"Bearer {token}"]);
        });
        using (var reader = new StreamReader(twice.Response.Body))
        {
            (await reader.ReadToEndAsync()).Should().Contain("UNAUTHENTICATED");
        }

        using var inAddress = Request($"/graphql?access_token={token}&token={token}");
        (await AnswerAsync(host, inAddress)).Should().Contain("UNAUTHENTICATED");
        using var plain = Request("/graphql");
        plain.Headers.Add("Authorization", $"Bearer {token}");
        (await AnswerAsync(host, plain)).Should().Contain("totalCount");
    }

    private static HttpRequestMessage Request(string address) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(
            """{"query":"{ concepts { totalCount } }"}""", Encoding.UTF8, "application/json"),
    };

    private static async Task<string> AnswerAsync(ApiHost host, HttpRequestMessage request)
    {
        using var response = await host.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Part(string text) => Base64UrlEncoder.Encode(text);
}
