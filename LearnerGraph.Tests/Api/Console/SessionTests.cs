using System.Net;
using LearnerGraph.Api.Security;
using LearnerGraph.Tests.Support;

namespace LearnerGraph.Tests.Api.Console;

public sealed class SessionTests
{
    [Fact]
    public async Task Stranger_is_sent_to_sign_in_and_comes_back_with_a_token()
    {
        await using var api = await ApiHost.StartAsync("Production");
        using var stranger = await api.Http.GetAsync("/console/experiments?status=RUNNING");
        stranger.StatusCode.Should().Be(HttpStatusCode.Redirect);
        var signIn = stranger.Headers.Location!.ToString();
        signIn.Should().Be("/console/signin?return=%2Fconsole%2Fexperiments%3Fstatus%3DRUNNING");

        using var browser = new FormBrowser(api.Server);
        using var entered = await browser.SubmitAsync(
            signIn, "signin", ("token", ApiHost.TokenFor(Role.Experimenter)), ("return", "/console/experiments"));

        entered.Headers.Location!.ToString().Should().EndWith("/console/experiments");
        using var home = await browser.GetAsync("/console");
        (await home.Content.ReadAsStringAsync()).Should().Contain("Experimenter-").And.Contain("Sign out");
        home.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
    }

    [Theory]
    [InlineData("https://elsewhere.example/console")]
    [InlineData("//elsewhere.example")]
    [InlineData("/consolation")]
    public async Task Signing_in_leads_nowhere_else(string back)
    {
        await using var api = await ApiHost.StartAsync("Production");
        using var browser = new FormBrowser(api.Server);

        using var entered = await browser.SubmitAsync(
            "/console/signin", "signin", ("token", ApiHost.TokenFor(Role.Ops)), ("return", back));

        new Uri(new Uri("http://localhost"), entered.Headers.Location!).AbsolutePath.Should().Be("/console");
    }

    [Fact]
    public async Task Bad_token_is_refused_in_words_and_sets_no_cookie()
    {
        await using var api = await ApiHost.StartAsync("Production");
        using var browser = new FormBrowser(api.Server);

        using var refused = await browser.SubmitAsync("/console/signin", "signin", ("token", "abc"));

        refused.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("This token is not taken");
        refused.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).Should().NotContain(cookie => cookie.Contains("learnergraph-console"));
    }

    [Fact]
    public async Task Form_without_its_antiforgery_token_is_refused()
    {
        await using var api = await ApiHost.StartAsync();
        using var content = new FormUrlEncodedContent([new("_handler", "signin"), new("token", "abc")]);

        using var refused = await api.Http.PostAsync("/console/signin", content);
        using var signOut = await api.Http.PostAsync("/console/signout", new FormUrlEncodedContent([]));

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        signOut.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Learner_is_told_which_roles_the_pages_need()
    {
        await using var api = await ApiHost.StartAsync("Production");
        using var browser = new FormBrowser(api.Server);
        (await browser.SubmitAsync("/console/signin", "signin", ("token", ApiHost.TokenFor(Role.Learner, new(1)))))
            .Dispose();

        using var refused = await browser.GetAsync("/console/experiments");

        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("These pages are for staff");
    }

    [Fact]
    public async Task Session_cookie_is_no_token_for_the_api()
    {
        await using var api = await ApiHost.StartAsync("Production");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={experiments{totalCount}}");
        request.Headers.Add("Cookie", $"learnergraph-console={ApiHost.TokenFor(Role.Admin)}");
        request.Headers.Add("GraphQL-Preflight", "1");

        using var response = await api.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).Should().Contain("UNAUTHENTICATED");
    }
}
