using Microsoft.IdentityModel.Tokens;

namespace LearnerGraph.Api.Security;

/// <summary>
/// The keys that vouch for tokens, each pinned to one algorithm, so that a token can choose neither how it is checked
/// nor, where keys have names, by which of them: a public key is never taken for a shared secret.
/// </summary>
public static class SigningKeys
{
    /// <summary>The one algorithm of a key; null where the key serves none that is taken.</summary>
    public static string? AlgorithmOf(SecurityKey key)
    {
        var algorithm = key switch
        {
            JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.RSA } => SecurityAlgorithms.RsaSha256,
            JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256 } =>
                SecurityAlgorithms.EcdsaSha256,
            RsaSecurityKey or X509SecurityKey { PublicKey: System.Security.Cryptography.RSA } =>
                SecurityAlgorithms.RsaSha256,
            ECDsaSecurityKey { KeySize: 256 } => SecurityAlgorithms.EcdsaSha256,
            SymmetricSecurityKey => SecurityAlgorithms.HmacSha256,
            _ => null,
        };
        return key is JsonWebKey web && !IsForSignatures(web, algorithm) ? null : algorithm;
    }

    /// <summary>The keys that may have signed a token of this algorithm and this kid.</summary>
    public static IEnumerable<SecurityKey> For(string algorithm, string? keyId, IEnumerable<SecurityKey> keys) =>
        keys.Where(key => AlgorithmOf(key) == algorithm
            && (keyId is null || key.KeyId is not { Length: > 0 } || key.KeyId == keyId));

    private static bool IsForSignatures(JsonWebKey key, string? algorithm) =>
        key.Use is null or "" or "sig" && (key.Alg is null or "" || key.Alg == algorithm);
}
