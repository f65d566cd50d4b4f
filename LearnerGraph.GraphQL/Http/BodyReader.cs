using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LearnerGraph.GraphQL.Http;

/// <summary>Reads request bodies up to a size.</summary>
internal static class BodyReader
{
    /// <summary>The whole body, in the pipe's own memory; the caller advances the reader by it.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge();
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes;
        }

        var reader = request.BodyReader;
        while (true)
        {
            ReadResult result;
            try
            {
                result = await reader.ReadAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            }
            catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                throw TooLarge();
            }

            if (result.Buffer.Length > maxBytes)
            {
                throw TooLarge();
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static BadRequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, "The body is too large.");
}
