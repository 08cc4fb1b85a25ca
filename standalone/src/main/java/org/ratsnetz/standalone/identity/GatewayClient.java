package org.ratsnetz.standalone.identity;

/**
 * The gateway as a client, for people with a browser.
 *
 * @param secret made anew at each start, since the gateway is started with it
 * @param callback the one place where codes are sent
 */
public record GatewayClient(String secret, String callback) {

    /** Its name. */
    public static final String ID = "gateway";

    /** One with a fresh secret. */
    public static GatewayClient at(String gateway) {
        return new GatewayClient(Secrets.fresh(), gateway + "/login/callback");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "GatewayClient[" + callback + "]";
    }
}
