package org.ratsnetz.notification.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Connects within a time, encrypted where that is wanted; the library's own factories wait for ever and believe any host's name. */
final class Connections implements ConnectionFactory {

    // what a full window may have to write while the centre reads nothing, so that the question whether it lives still
    // gets out
    private static final int SEND_BUFFER = 512 * 1024;

    private final boolean tls;
    private final int timeout;

    Connections(SmsProperties properties) {
        tls = properties.tls();
        timeout = (int) properties.bindTimeout().toMillis();
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSendBufferSize(SEND_BUFFER);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), timeout);
            return new SocketConnection(tls ? encrypted(socket, host, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain, String host, int port) throws IOException {
        plain.setSoTimeout(timeout);
        SSLSocketFactory sockets = defaults().getSocketFactory();
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext defaults() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("This JVM has no TLS as it is set up", e);
        }
    }
}
