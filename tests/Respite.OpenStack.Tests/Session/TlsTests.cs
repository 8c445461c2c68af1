using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Session;

public sealed class TlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task A_certificate_of_the_named_authority_is_trusted()
    {
        using var certificate = Certificate("127.0.0.1", days: 1);
        await using var cloud = await FakeCloud.StartAsync(certificate);
        using var session = cloud.Session(("OS_CACERT", File(certificate.ExportCertificatePem())));
        (await session.Compute.VersionAsync()).Minor.ShouldBe(93);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused_with_what_to_do()
    {
        using var certificate = Certificate("127.0.0.1", days: 1);
        using var other = Certificate("127.0.0.1", days: 1);
        await using var cloud = await FakeCloud.StartAsync(certificate);
        using var session = cloud.Session();
        using var mistaken = cloud.Session(("OS_CACERT", File(other.ExportCertificatePem())));
        foreach (var one in new[] { session, mistaken })
        {
            var e = await Should.ThrowAsync<OpenStackException>(() => one.Compute.VersionAsync());
            e.Error.ShouldBe(OpenStackError.Unreachable);
            e.Message.ShouldContain("is not trusted: set cacert (OS_CACERT)");
        }
    }

    [Fact]
    public async Task A_certificate_for_another_name_and_one_out_of_date_are_told_apart()
    {
        using var elsewhere = Certificate("10.9.8.7", days: 1);
        using var old = Certificate("127.0.0.1", days: -1);
        await Refused(elsewhere, "is for another name");
        await Refused(old, "has expired");

        async Task Refused(X509Certificate2 certificate, string words)
        {
            await using var cloud = await FakeCloud.StartAsync(certificate);
            using var session = cloud.Session(("OS_CACERT", File(certificate.ExportCertificatePem())));
            (await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync())).Message.ShouldContain(words);
        }
    }

    [Fact]
    public async Task Verify_false_takes_any_certificate()
    {
        using var certificate = Certificate("10.9.8.7", days: -1);
        await using var cloud = await FakeCloud.StartAsync(certificate);
        using var session = cloud.Session(("OS_VERIFY", "false"));
        (await session.Compute.VersionAsync()).Minor.ShouldBe(93);
    }

    [Fact]
    public async Task A_server_without_TLS_is_said_to_be_one()
    {
        await using var cloud = await FakeCloud.StartAsync();
        using var session = cloud.Session(("OS_AUTH_URL", cloud.Url.Replace("http:", "https:", StringComparison.Ordinal)));
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.VersionAsync())).Message.ShouldContain("is the address to begin with http://?");
    }

    [Theory]
    [InlineData("no certificate here", "holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read")]
    public async Task A_useless_cacert_is_refused_at_once(string text, string words)
    {
        await using var cloud = await FakeCloud.StartAsync();
        Should.Throw<CloudConfigException>(() => cloud.Session(("OS_CACERT", File(text)))).Message.ShouldContain(words);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static X509Certificate2 Certificate(string address, int days)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=respite test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-10), now.AddDays(days));
    }

    private string File(string text)
    {
        var file = Path.Combine(folder, Guid.NewGuid() + ".pem");
        System.IO.File.WriteAllText(file, text);
        return file;
    }
}
