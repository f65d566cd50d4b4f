using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using LearnerGraph.Api.Setup;
using LearnerGraph.GraphQL;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>Bearer tokens: which are taken, and who is behind them.</summary>
public static class SecuritySetup
{
    private const int KeyBytes = 32;

    public static void AddSecurity(
        this IServiceCollection services, AuthOptions options, bool isDevelopment, bool isLocal)
    {
        var key = options.KeyBytes() ?? (options.Authority is not null ? null
            : isDevelopment ? DevelopmentKey.Load()
            : isLocal ? RandomNumberGenerator.GetBytes(KeyBytes)
            : null);
        if (key is null && options.Authority is null)
        {
            throw new SettingsException(
                "Auth:Key is missing: outside Development, set it (32 bytes or more), Auth:KeyFile or Auth:Authority.");
        }

        if (key is { Length: < KeyBytes })
        {
            throw new SettingsException($"Auth:Key has {key.Length} bytes: HS256 needs 32 or more.");
        }

        if (key is not null) services.AddSingleton(new TokenMint(options, key));
        services.AddSingleton<LearnerOfSubject>();
        services.AddHttpContextAccessor();
        services.AddSingleton<ISocketAuthenticator, SocketCaller>();
        services.AddScoped(static provider =>
            provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
                ? CallerClaims.Read(context.User)
                : throw new InvalidOperationException("A caller exists only within a request."));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = options.Authority;
            bearer.Audience = options.Audience;
            bearer.SecurityTokenValidators.Clear();
            bearer.SecurityTokenValidators.Add(
                new JwtSecurityTokenHandler { MapInboundClaims = false });
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = options.Issuer,
                ValidAudience = options.Audience,
                ValidateIssuerSigningKey = true,
                IssuerSigningKey = key is null ? null : new SymmetricSecurityKey(key),
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                RoleClaimType = CallerClaims.Roles,
                NameClaimType = CallerClaims.Subject,
            };
            bearer.Events = new JwtBearerEvents { OnTokenValidated = context => AdmitAsync(context, options) };
        });
    }

    // One algorithm per kind of key, so that a token cannot choose how it is checked.
    private static async Task AdmitAsync(TokenValidatedContext context, AuthOptions options)
    {
        var algorithm = ((JwtSecurityToken)context.SecurityToken).Header.Alg;
        var isWanted = options.Authority is null
            ? algorithm is SecurityAlgorithms.HmacSha256
            : algorithm is SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.EcdsaSha256;
        if (!isWanted)
        {
            context.Fail($"Tokens signed with {algorithm} are not taken.");
            return;
        }

        var subjects = context.HttpContext.RequestServices.GetRequiredService<LearnerOfSubject>();
        context.Principal = await subjects.CompleteAsync(context.Principal!, context.HttpContext.RequestAborted);
    }
}
