package org.pillarbox.server.configuration;

/**
 * A port that the appliance listens on.
 *
 * @param protocol name for people
 * @param key setting that moves it
 * @param address address to listen on
 * @param port the port itself, offset added
 */
public record Listener(String protocol, String key, String address, int port) {}
