using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
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

            catch (IOException e) when (e is not ConnectionResetException)
            {
                // The chunks do not add up, or come too slowly; for some of it the platform has no status of its own.
                throw new BadRequestException(
                    (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest,
                    "The body cannot be read.");
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
