namespace Respite.Planning.Model;

/// <summary>One instance's way off the host.</summary>
public enum MoveKind
{
    LiveMigrate,
    /// <summary>Nova's <c>migrate</c> and, when it shows VERIFY_RESIZE, <c>confirmResize</c>. Only for what does not run.</summary>
    ColdMigrate,
    /// <summary>Confirm an old resize; if the instance is on the host it then still has to move.</summary>
    ConfirmResize,
    /// <summary><c>shelveOffload</c>: a shelved instance gives its host back.</summary>
    Offload,
    /// <summary><c>os-stop</c>: it stays on the host, stopped for as long as the host is away, and is started again when the host is handed back.</summary>
    Stop,
    /// <summary>Only when the host is down. No drain plans it.</summary>
    Evacuate,
    Leave,
}
