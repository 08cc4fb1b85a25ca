package org.ratsnetz.council.register;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a council's office.
 *
 * @param email e-mail address of the office
 * @param phone telephone number
 * @param website address of the council's page, http or https
 */
public record Contact(
        @Nullable @Email @Size(min = 3, max = 254) String email,

        @Nullable @Size(max = 40) @Pattern(regexp = "\\+?[0-9 ()/.-]{3,40}", message = "phone")
        String phone,

        @Nullable @Size(max = 500) @Pattern(regexp = "https?://[^\\s<>\"]+", message = "website")
        String website) {}
