using System.Security.Cryptography;
using LearnerGraph.Api.Setup;
using LearnerGraph.GraphQL;

namespace LearnerGraph.Api.Security;

/// <summary>Bearer tokens: which are taken, and who is behind them.</summary>
public static class SecuritySetup
{
    private const int KeyBytes = 32;

    public static void AddSecurity(
        this IServiceCollection services, AuthOptions options, bool isDevelopment, bool isLocal)
    {
        var key = options.KeyBytes() ?? (options.HasIssuer ? null
            : isDevelopment ? DevelopmentKey.Load()
            : isLocal ? RandomNumberGenerator.GetBytes(KeyBytes)
            : null);
        if (key is null && !options.HasIssuer)
        {
            throw new SettingsException(
                "Auth:Key is missing: outside Development, set it (32 bytes or more), Auth:KeyFile, Auth:Jwks or "
                + "Auth:Authority.");
        }

        if (key is { Length: < KeyBytes })
        {
            throw new SettingsException($"Auth:Key has {key.Length} bytes: HS256 needs 32 or more.");
        }

        if (key is not null) services.AddSingleton(new TokenMint(options, key));
        if (options.Jwks is { Length: > 0 }) services.AddKeySet(options, isDevelopment);
        services.AddSingleton<LearnerOfSubject>();
        services.AddSingleton<ApiKeyCaller>();
        services.AddHttpContextAccessor();
        services.AddSingleton<ISocketAuthenticator, SocketCaller>();
        services.AddScoped(static provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
                ? CallerClaims.Read(context.User)
                : throw new InvalidOperationException("A caller exists only within a request."));
        services.AddBearer(options, key);
    }

    // The address is the operator's; still, nothing is followed elsewhere and keys come over TLS.
    private static void AddKeySet(this IServiceCollection services, AuthOptions options, bool isDevelopment)
    {
        var isPlain = Uri.TryCreate(options.Jwks, UriKind.Absolute, out var uri) && uri.Scheme is "http";
        if (isPlain && !isDevelopment && !uri!.IsLoopback)
        {
            throw new SettingsException($"Auth:Jwks = \"{options.Jwks}\": keys are fetched over https only.");
        }

        services.AddSingleton(provider =>
        {
            var http = new HttpMessageInvoker(new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
            var keys = new JwksKeys(
                options, http, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<JwksKeys>>());
            keys.Require();
            return keys;
        });
    }
}
