"""Django's generic classes with the type arguments that mypy needs, and typed hook arguments."""

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin import options
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

Row = TypeVar("Row", bound=models.Model)

if TYPE_CHECKING:
    BaseModelAdmin = options.BaseModelAdmin[Any]
    Field = models.Field[Any, Any]
    ForeignKey = models.ForeignKey[Any, Any]
    InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    InlineModelAdmin = options.InlineModelAdmin[Any, Any]
    ManyToManyField = models.ManyToManyField[Any, Any]
    ModelAdmin = admin.ModelAdmin[Any]
    ModelForm = forms.ModelForm[Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    BaseModelAdmin = object  # its subclasses are mixins
    Field = models.Field
    ForeignKey = models.ForeignKey
    InlineFormSet = forms.BaseInlineFormSet
    InlineModelAdmin = options.InlineModelAdmin
    ManyToManyField = models.ManyToManyField
    ModelAdmin = admin.ModelAdmin
    ModelForm = forms.ModelForm
    StackedInline = admin.StackedInline


def of_type(model: type[Row], row: object) -> Row:
    """Return ``row``, which a hook of Django passes as any model. Raises TypeError."""
    if not isinstance(row, model):
        raise TypeError(f"{row!r} is no {model.__name__}.")
    return row


def user_of(request: HttpRequest) -> User:
    """Return the user who is logged in. Raises PermissionDenied for an anonymous request."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


__all__ = [
    "BaseModelAdmin",
    "Field",
    "ForeignKey",
    "InlineFormSet",
    "InlineModelAdmin",
    "ManyToManyField",
    "ModelAdmin",
    "ModelForm",
    "StackedInline",
    "of_type",
    "user_of",
]
