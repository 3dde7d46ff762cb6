namespace Athera.Tests.Running;

/// <summary>The lab's shop, at an origin of its own, with the demo tenant's chat on it.</summary>
internal static class ChatShop
{
    /// <summary>The demo tenant's chat.</summary>
    public const string Account = "0de00000000000000000000000000031";

    /// <summary>The origin of a server's pages, as browsers write it.</summary>
    public static string OriginOf(Uri server) => server.GetLeftPart(UriPartial.Authority);

    /// <summary>The page, embedding the script of a product.</summary>
    public static Uri Page(Uri lab, Uri product) => new(
        lab, $"/lab/shop?script={Uri.EscapeDataString(new Uri(product, $"/chat.js?account={Account}").AbsoluteUri)}");
}
