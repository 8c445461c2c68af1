namespace Respite.Planning.Movability;

/// <summary>
/// The newest compute microversion (2.N) of the releases that changed what can be moved (nova/api/openstack/rest_api_version_history.rst).
/// It tells of the API's release; computes may lag behind during an upgrade, so what needs new computes says so.
/// </summary>
internal static class ComputeRelease
{
    public const int Train = 79;
    public const int Ussuri = 87;
    public const int Wallaby = 88;
    public const int Zed = 93;
    public const int Caracal = 96;
    public const int Epoxy = 100;
    public const int Gazpacho = 103;
}
