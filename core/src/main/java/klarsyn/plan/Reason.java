package klarsyn.plan;

/**
 * The reason for the value of one key of a plan.
 *
 * @param key   path of the key, such as {@code compute.precision}
 * @param value chosen by Klarsyn, as JSON text; another value in the plan is the user's
 * @param why   one sentence, with measured values if any
 */
public record Reason(String key, String value, String why) {}
