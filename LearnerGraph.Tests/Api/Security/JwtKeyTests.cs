using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text.Json;
using LearnerGraph.Api.Security;
using LearnerGraph.Api.Setup;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Tests.Api.Security;

/// <summary>Tokens of an issuer that publishes its keys as a key set.</summary>
public sealed class JwtKeyTests : IDisposable
{
    private const string Query = "{ concepts { totalCount } }";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _folder = Directory.CreateTempSubdirectory("learnergraph-jwks-").FullName;

    [Fact]
    public async Task A_token_counts_by_the_key_that_it_names_only()
    {
        (string Key, string? KeyId, bool Counts)[] cases =
        [
            ("rsa", "r1", true), ("rsa", null, true), ("rsa", "e1", false), ("rsa", "unheard", false),
            ("rsa", "../../etc/passwd", false), ("rsa", "x' OR 1=1 --", false), ("ec", "e1", true), ("ec", "r1", false),
        ];
        await using var host = await StartAsync(FileOf(Set()));

        foreach (var (key, keyId, counts) in cases)
        {
            SecurityKey signer = key is "rsa" ? new RsaSecurityKey(_rsa) : new ECDsaSecurityKey(_ec);
            signer.KeyId = keyId;
            var token = Sign(signer, key is "rsa" ? SecurityAlgorithms.RsaSha256 : SecurityAlgorithms.EcdsaSha256);
            var response = await host.SendAsync(Query, token: token);

            response.TryGetProperty("errors", out _).Should().Be(!counts, $"{key} {keyId}: {response}");
        }
    }

    [Fact]
    public async Task A_public_key_is_never_taken_for_a_shared_secret()
    {
        await using var host = await StartAsync(FileOf(Set()));

        foreach (var end in new[] { "", "\n" })
        {
            var pem = _rsa.ExportSubjectPublicKeyInfoPem() + end;
            var token = Sign(
                new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(pem)) { KeyId = "r1" },
                SecurityAlgorithms.HmacSha256);
            (await host.ErrorAsync(Query, token: token)).Should().Be("UNAUTHENTICATED");
        }
    }

    [Fact]
    public async Task A_signature_of_zeros_or_with_a_bit_turned_is_none()
    {
        await using var host = await StartAsync(FileOf(Set()));
        var parts = Sign(new ECDsaSecurityKey(_ec) { KeyId = "e1" }, SecurityAlgorithms.EcdsaSha256).Split('.');
        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        var forged = new List<byte[]> { new byte[64], Array.Empty<byte>() };
        for (var bit = 0; bit < 8 * signature.Length; bit += 37)
        {
            var turned = (byte[])signature.Clone();
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            forged.Add(turned);
        }

        foreach (var one in forged)
        {
            var token = $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(one)}";
            (await host.ErrorAsync(Query, token: token)).Should().Be("UNAUTHENTICATED");
        }
    }

    [Fact]
    public async Task Start_with_a_file_that_is_no_key_set_is_refused()
    {
        var start = () => StartAsync(FileOf("""{ "keys": [] }"""));

        (await start.Should().ThrowAsync<SettingsException>()).Which.Message.Should().Contain("Auth:Jwks");
    }

    [Fact, Trait("fault", "F24")]
    public async Task A_new_key_of_the_issuer_is_fetched_when_a_token_names_it_and_not_too_often()
    {
        var served = """{ "keys": [] }""";
        var fetched = 0;
        await using var issuer = await IssuerAsync(async context =>
        {
            fetched++;
            await context.Response.WriteAsync(served);
        });
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        using var keys = Keys(issuer, clock);

        await keys.RefreshAsync("r1", default);
        served = Set();
        await keys.RefreshAsync("r1", default);
        keys.Current.Should().BeEmpty("a failed fetch is not repeated within 30 s");
        clock.Advance(TimeSpan.FromSeconds(31));
        await keys.RefreshAsync("r1", default);
        await keys.RefreshAsync("unheard", default);

        keys.Current.Select(key => key.KeyId).Should().Equal("r1", "e1");
        fetched.Should().Be(2);
    }

    [Fact, Trait("fault", "F24")]
    public async Task Keys_count_while_their_source_fails_until_their_greatest_age()
    {
        RequestDelegate answer = context => context.Response.WriteAsync(Set());
        await using var issuer = await IssuerAsync(context => answer(context));
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        using var keys = Keys(issuer, clock);
        await keys.RefreshAsync("r1", default);

        RequestDelegate[] failures =
        [
            context => { context.Response.StatusCode = 500; return Task.CompletedTask; },
            context => context.Response.WriteAsync(new string('[', 900)),
            context => context.Response.WriteAsync(new string(' ', 300_000) + Set()),
            context => { context.Response.Redirect("/elsewhere"); return Task.CompletedTask; },
            context => context.Response.WriteAsync("""{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"r1"}]}"""),
        ];
        foreach (var failure in failures)
        {
            answer = failure;
            clock.Advance(TimeSpan.FromMinutes(11));
            await keys.RefreshAsync("r1", default);
            keys.Current.Should().HaveCount(2);
        }

        clock.Advance(TimeSpan.FromHours(24));
        await keys.RefreshAsync("r1", default);
        keys.Current.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_in_production_with_keys_over_plain_http_is_refused()
    {
        var start = () => StartAsync("http://issuer.example/keys", "Production");

        await start.Should().ThrowAsync<SettingsException>().WithMessage("*https only*");
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<ApiHost> StartAsync(string jwks, string environment = "Development") => ApiHost.StartAsync(
        environment, new Dictionary<string, string?> { ["Auth:Jwks"] = jwks, ["Auth:Key"] = "" });

    private static JwksKeys Keys(WebApplication issuer, TimeProvider clock) => new(
        new AuthOptions { Jwks = $"{issuer.Urls.First()}/keys" },
        new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }),
        clock, LoggerFactory.Create(_ => { }).CreateLogger<JwksKeys>());

    private static async Task<WebApplication> IssuerAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static string Sign(SecurityKey key, string algorithm) =>
        new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
            "learnergraph", "learnergraph", CallerClaims.Write(Caller.System(TenantId.Default)),
            DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddHours(1), new SigningCredentials(key, algorithm)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            }));

    private string FileOf(string json)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, json);
        return path;
    }

    private string Set()
    {
        var rsa = _rsa.ExportParameters(false);
        var ec = _ec.ExportParameters(false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new
                {
                    kty = "RSA", kid = "r1", use = "sig", n = Base64UrlEncoder.Encode(rsa.Modulus),
                    e = Base64UrlEncoder.Encode(rsa.Exponent),
                },
                new
                {
                    kty = "EC", kid = "e1", crv = "P-256", x = Base64UrlEncoder.Encode(ec.Q.X),
                    y = Base64UrlEncoder.Encode(ec.Q.Y),
                },
            },
        });
    }
}
