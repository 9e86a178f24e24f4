namespace FhnHw.Boards.Sharing;

/// <summary>The connection of a client, as the desk uses it. No method waits.</summary>
internal interface IShareConnection
{
    /// <summary>Where the client is, without its port.</summary>
    string Address { get; }

    /// <summary>Bytes that were sent and have not left yet.</summary>
    int Backlog { get; }

    /// <summary>Sends bytes after those before.</summary>
    void Send(byte[] bytes);

    /// <summary>Closes the connection once what was sent has left, or after a second.</summary>
    void Close();
}

/// <summary>The line to the board, as the desk uses it. No method waits.</summary>
internal interface ISharedLine
{
    /// <summary>Sends bytes after those before.</summary>
    void Write(byte[] bytes);

    /// <summary>Drops what has not been sent yet.</summary>
    void Drop();

    /// <summary>Closes the line and opens it again.</summary>
    void Reopen();
}
