package klarsyn.plan;

/**
 * Why the plan says what it says under one key.
 *
 * @param key   path of the key, such as {@code compute.precision}
 * @param value what Klarsyn chose, as JSON text; another value in the plan is a person's
 * @param why   one sentence with the measured figure where there is one
 */
public record Reason(String key, String value, String why) {}
