using System.Net;
using System.Net.Http.Json;
using Athera.Turns.Models;
using Athera.Turns.Models.Entra;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Xunit;

namespace Athera.Tests.Agents;

/// <summary>The real credential of an application against a directory of paper.</summary>
public sealed class EntraCredentialTests : IDisposable
{
    private static readonly TokenRequestContext Models = new(["https://cognitiveservices.azure.com/.default"]);

    private readonly PaperDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_application_shows_its_secret_to_the_directory_and_gets_a_token_for_models()
    {
        var token = await Open("s3cret").GetTokenAsync(Models, CancellationToken.None);

        Assert.Equal("a-token", token.Token);
        var (address, form) = Assert.Single(_directory.Asked);
        Assert.Equal("https://login.athera.example/tenant-id/oauth2/v2.0/token", address);
        Assert.Contains("grant_type=client_credentials", form, StringComparison.Ordinal);
        Assert.Contains("client_id=app-id", form, StringComparison.Ordinal);
        Assert.Contains("client_secret=s3cret", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_once_and_not_in_the_error()
    {
        _directory.Status = HttpStatusCode.Unauthorized;

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => Open("s3cret").GetTokenAsync(Models, CancellationToken.None).AsTask());

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Single(_directory.Asked);
        Assert.True(ModelFailure.Of(error, default) is { IsPassing: true, IsFree: true });
    }

    private TokenCredential Open(string secret) => EntraCredential.Open(
        new ModelCredentialOptions
        {
            Kind = ModelCredentialOptions.ClientSecretKind, TenantId = "tenant-id", ClientId = "app-id", ClientSecret = secret,
            Authority = new Uri("https://login.athera.example"),
        },
        new HttpClientTransport(_directory));

    private sealed class PaperDirectory : HttpMessageHandler
    {
        public List<(string Address, string Form)> Asked { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add((request.RequestUri!.GetLeftPart(UriPartial.Path), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(Status)
            {
                Content = Status == HttpStatusCode.OK
                    ? JsonContent.Create(new { token_type = "Bearer", expires_in = 3600, access_token = "a-token" })
                    : JsonContent.Create(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." }),
            };
        }
    }
}
