using System.IdentityModel.Tokens.Jwt;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>
/// Makes bearer tokens with the configured key: for the verb, for tests, for services without an authority.
/// </summary>
public sealed class TokenMint(AuthOptions options, byte[] key)
{
    public string Mint(Caller caller, DateTimeOffset now)
    {
        var token = new JwtSecurityToken(
            options.Issuer,
            options.Audience,
            CallerClaims.Write(caller),
            notBefore: now.UtcDateTime,
            expires: now.UtcDateTime.AddHours(options.TokenHours),
            new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256));
        return new JwtSecurityTokenHandler().WriteToken(token);
    }
}
