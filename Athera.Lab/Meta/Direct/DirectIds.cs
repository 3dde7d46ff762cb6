using System.Security.Cryptography;

namespace Athera.Lab.Meta.Direct;

/// <summary>Ids as Meta makes them for messages of scoped user ids.</summary>
internal static class DirectIds
{
    /// <summary>A fresh message id: opaque, unique and case-sensitive.</summary>
    public static string Message() => $"m_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)).Replace('+', '-').Replace('/', '_')}";
}
