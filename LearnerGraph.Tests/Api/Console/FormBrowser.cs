using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace LearnerGraph.Tests.Api.Console;

/// <summary>Keeps cookies and fills in forms as a browser without script does; follows no redirect.</summary>
internal sealed partial class FormBrowser : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();

    public FormBrowser(TestServer server) =>
        _http = new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress };

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Opens the page, and sends the form of that name with its antiforgery token and the fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        string path, string form, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await ReadAsync(path)).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", token), new("_handler", form),
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            ]),
        };
        return await SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var address = new Uri(_http.BaseAddress!, request.RequestUri!);
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } kept) request.Headers.Add("Cookie", kept);
        var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies) _cookies.SetCookies(address, cookie);
        }

        return response;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
