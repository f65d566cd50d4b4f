using System.IdentityModel.Tokens.Jwt;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>How the bearer library is told to check tokens.</summary>
internal static class BearerSetup
{
    public static void AddBearer(this IServiceCollection services, AuthOptions options, byte[]? key)
    {
        SecurityKey? shared = key is null ? null : new SymmetricSecurityKey(key);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = options.Authority is { Length: > 0 } ? options.Authority : null;
            bearer.Audience = options.Audience;
            bearer.BackchannelTimeout = TimeSpan.FromSeconds(2);
            bearer.SecurityTokenValidators.Clear();
            bearer.SecurityTokenValidators.Add(new ShapedTokens(options.RequireAccessTokenType));
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = options.Issuer,
                ValidAudience = options.Audience,
                ValidateIssuerSigningKey = true,
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                // The library keeps checkers by the name of a key, which an issuer may give to the next key too.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
                ClockSkew = TimeSpan.FromSeconds(options.SkewSeconds),
                RoleClaimType = CallerClaims.Roles,
                NameClaimType = CallerClaims.Subject,
            };
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = ReceiveAsync,
                OnTokenValidated = AdmitAsync,
            };
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<IServiceProvider>(
            (bearer, provider) => bearer.TokenValidationParameters.IssuerSigningKeyResolver =
                (_, token, keyId, parameters) => SigningKeys.For(
                    ((JwtSecurityToken)token).Header.Alg,
                    keyId,
                    Known(shared, provider.GetService<JwksKeys>(), parameters)));
    }

    private static IEnumerable<SecurityKey> Known(
        SecurityKey? shared, JwksKeys? set, TokenValidationParameters parameters)
    {
        if (shared is not null) yield return shared;
        foreach (var key in set?.Current ?? []) yield return key;
        foreach (var key in parameters.IssuerSigningKeys ?? []) yield return key;
    }

    /// <summary>Lets the keys be read again where a token names one that is not known.</summary>
    private static async ValueTask KeysForAsync(HttpContext context, string token)
    {
        if (context.RequestServices.GetService<JwksKeys>() is { } keys
            && TokenShape.Read(token, requireAccessType: false, out _) is { } shape)
        {
            await keys.RefreshAsync(shape.KeyId, context.RequestAborted);
        }
    }

    private static async Task ReceiveAsync(MessageReceivedContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Authorization.Count == 0)
        {
            if (headers.ContainsKey(ApiKeyCaller.Header)) await ReceiveKeyAsync(context);
            return;
        }

        if (headers.Authorization.Count > 1 || headers.ContainsKey(ApiKeyCaller.Header))
        {
            context.Fail("There is more than one credential.");
            return;
        }

        const string Scheme = "Bearer ";
        var value = headers.Authorization.ToString();
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return;

        await KeysForAsync(context.HttpContext, value[Scheme.Length..].Trim());
    }

    private static async Task ReceiveKeyAsync(MessageReceivedContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKeyCaller>();
        var given = context.Request.Headers[ApiKeyCaller.Header];
        context.Principal = given.Count == 1
            ? await keys.FindAsync(given.ToString(), context.HttpContext.RequestAborted)
            : null;
        if (context.Principal is null) context.Fail("This is no API key.");
        else context.Success();
    }

    private static async Task AdmitAsync(TokenValidatedContext context)
    {
        var subjects = context.HttpContext.RequestServices.GetRequiredService<LearnerOfSubject>();
        context.Principal = await subjects.CompleteAsync(context.Principal!, context.HttpContext.RequestAborted);
    }
}
