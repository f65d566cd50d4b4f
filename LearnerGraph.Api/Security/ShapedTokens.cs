using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>The token library behind <see cref="TokenShape"/>, whichever way a token came in.</summary>
internal sealed class ShapedTokens : JwtSecurityTokenHandler
{
    private readonly bool _requireAccessType;

    public ShapedTokens(bool requireAccessType)
    {
        _requireAccessType = requireAccessType;
        MapInboundClaims = false;
    }

    public override ClaimsPrincipal ValidateToken(
        string token, TokenValidationParameters validationParameters, out SecurityToken validatedToken) =>
        TokenShape.Read(token, _requireAccessType, out var refusal) is null
            ? throw new SecurityTokenException($"This is no token: {refusal}.")
            : base.ValidateToken(token, validationParameters, out validatedToken);
}
